/// What a page can do beyond reading.
enum HTMLScript {
  /// Shows the values of all curves at the vertex next to the pointer, or moves on by arrow keys.
  ///
  /// Only vertices are read, whose values are the curve's own, so that nothing between two of them
  /// is made up.
  static let hover: StaticString = """
    'use strict';
    document.querySelectorAll('figure').forEach(function(figure){
    var data=JSON.parse(figure.querySelector('script').textContent),
    output=figure.querySelector('output'),area=figure.querySelector('.wide'),
    first=data.curves[0],at=-1;
    if(!first)return;
    function pad(n){return(n<10?'0':'')+n}
    function clock(m){
    var s=m<60?Math.round(m*60):Math.round(m)*60,h=Math.floor(s/3600),
    d=Math.floor(h/24),rest=s%60;
    return(d?'D'+(d+1)+' ':'')+pad(h%24)+':'+pad(Math.floor(s/60)%60)+(rest?':'+pad(rest):'')}
    function nearest(list,m){
    var a=0,b=list.length-1;
    while(b-a>1){var c=(a+b)>>1;if(list[c]<=m)a=c;else b=c}
    return m-list[a]<list[b]-m?a:b}
    function show(i){
    at=Math.max(0,Math.min(first.minutes.length-1,i));
    var m=first.minutes[at];
    var parts=data.curves.map(function(c){
    var k=c.minutes[at]===m?at:nearest(c.minutes,m);
    return c.label+' '+c.values[k]+' '+data.unit+
    (c.minutes[k]===m?'':' (at '+clock(c.minutes[k])+')')});
    data.rates.forEach(function(r){if(r[0]<=m&&m<r[1])parts.push(r[2]+' mg/h')});
    output.textContent=clock(m)+': '+parts.join(' \\u00b7 ');
    figure.querySelectorAll('svg.chart').forEach(function(svg){
    var line=svg.querySelector('.pointer');
    if(!line){
    line=document.createElementNS('http://www.w3.org/2000/svg','line');
    line.setAttribute('class','pointer');line.setAttribute('stroke','#222');
    line.setAttribute('stroke-width','1');svg.appendChild(line)}
    var x=data.left+(m-data.start)/(data.end-data.start)*(data.right-data.left);
    line.setAttribute('x1',x);line.setAttribute('x2',x);
    line.setAttribute('y1',data.top);line.setAttribute('y2',data.bottom)})}
    area.addEventListener('pointermove',function(e){
    var svg=e.target.closest('svg.chart');
    if(!svg)return;
    var box=svg.getBoundingClientRect(),
    x=(e.clientX-box.left)/box.width*svg.viewBox.baseVal.width;
    show(nearest(first.minutes,
    data.start+(x-data.left)/(data.right-data.left)*(data.end-data.start)))});
    area.addEventListener('keydown',function(e){
    var step={ArrowRight:1,ArrowLeft:-1,PageUp:10,PageDown:-10}[e.key];
    if(step){show(at+step);e.preventDefault()}})});
    """
}
