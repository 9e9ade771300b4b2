/// How a page looks on a screen, on a phone and on paper.
enum HTMLStyle {
  /// The style sheet; colours of text have a contrast of at least 4.5 to 1 on white.
  static let sheet: StaticString = """
    :root{color-scheme:light}
    body{margin:0;background:#fff;color:#222;font:16px/1.45 Helvetica,Arial,'DejaVu Sans',sans-serif}
    main{max-width:62rem;margin:0 auto;padding:1rem}
    h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}
    h2{font-size:1.15rem;margin:1.8rem 0 .5rem;border-bottom:2px solid #0072b2;padding-bottom:.15rem}
    h3{font-size:1rem;margin:1.1rem 0 .3rem}
    p{margin:.4rem 0}
    .quiet{color:#555;font-size:.9rem}
    .caution{border-left:.35rem solid #b36b00;padding-left:.5rem;font-weight:bold}
    .alarm{border-color:#b00020;color:#8c0019}
    dl{margin:.4rem 0}
    dl div{display:grid;grid-template-columns:9rem 1fr;gap:0 .75rem;padding:.12rem 0}
    dl div:has(dd+dd){padding-bottom:.5rem}
    dt{color:#555}
    dd{margin:0;overflow-wrap:anywhere}
    dd+dd{grid-column:2}
    ul{margin:.4rem 0;padding-left:1.2rem}
    .graph{list-style:none;padding:0;font-variant-numeric:tabular-nums}
    .wide{overflow-x:auto}
    .wide:focus-visible,input:focus-visible+label{outline:3px solid #0072b2;outline-offset:2px}
    table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums;margin:.4rem 0}
    th,td{padding:.22rem .5rem;text-align:left;vertical-align:top;border-bottom:1px solid #ddd}
    thead th{vertical-align:bottom;border-bottom:2px solid #555;color:#444}
    tbody th{font-weight:normal}
    th[scope=rowgroup]{font-weight:bold;padding-top:.7rem}
    .number{text-align:right}
    figure{margin:.6rem 0}
    figure svg.chart{display:none;width:100%;min-width:40rem;height:auto}
    figure input.linear:checked~.wide svg.linear{display:block}
    figure input.logarithmic:checked~.wide svg.logarithmic{display:block}
    figure label{margin-right:1rem;font-size:.9rem}
    figcaption{color:#555;font-size:.9rem}
    output{display:block;min-height:1.5em;font-weight:bold;font-variant-numeric:tabular-nums}
    @media (max-width:40rem){dl div{grid-template-columns:1fr;gap:0}dd+dd{grid-column:1}main{padding:.6rem}}
    @media print{
    @page{size:auto;margin:8mm}
    body{font-size:7.4pt;line-height:1.2}
    h1{font-size:14pt}
    h2{font-size:11pt}
    h3{font-size:9.5pt;margin:.4rem 0 .15rem;break-after:avoid}
    dl,table{margin:.15rem 0}
    p{margin:.1rem 0}
    .quiet,figcaption{font-size:7.4pt}
    dl div,dl div:has(dd+dd){padding:0;grid-template-columns:7rem 1fr;gap:.4rem}
    section:has(h3){columns:3;column-gap:6mm}
    section:has(h3) h2{column-span:all}
    section:has(h3) dl div{grid-template-columns:1fr;gap:0}
    section:has(h3) dd+dd{grid-column:1}
    main{max-width:none;padding:0}
    h2{margin:.25rem 0 .1rem;break-after:avoid}
    table{font-size:7.4pt;width:100%}
    th,td{padding:.1rem .25rem}
    tr,figure,dl div,li{break-inside:avoid}
    thead{display:table-header-group}
    figure svg.chart{min-width:0;width:60%;overflow:visible}
    figure svg text:not([font-size]),figure svg text[x="12"]{font-size:15px}
    ul{columns:2;column-gap:6mm}
    ul:has(>li:only-child){columns:1}
    .graph{columns:1}
    .wide{overflow:visible}
    figure input,figure label,output{display:none}
    }
    """
}
