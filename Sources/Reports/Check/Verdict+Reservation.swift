internal import Limits

extension Verdict {
  /// That a condition counts although the set is, or may be, meant for others.
  var reservation: String? {
    setExclusion.map { reason in
      switch reason {
      case .notConcerned(let why), .nothingToMeasure(let why):
        "the set is meant for other patients (\(why)); the condition counts all the same"
      case .unknown(let what, let remedy):
        "the condition counts though it is not known whether the set is meant for this patient "
          + "(\(what) is not given); help: \(remedy)"
      }
    }
  }
}
