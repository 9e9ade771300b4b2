internal import Titrate

/// The moments of a table, and the file that lists them, if one does.
struct RequestedTimes {
  let times: SampleTimes
  let table: LoadedText?
}
