@_exported public import Diagnostics
@_exported public import Documents
@_exported public import Dosing
@_exported public import Kinetics
@_exported public import Limits
@_exported public import Patients
@_exported public import Population
@_exported public import Quantities
@_exported public import Reports
@_exported public import Simulation

/// The version of this package, by Semantic Versioning; `titrate --version` prints it and every
/// manifest records it.
public let version = "0.1.0"
