internal import Glibc
internal import NumericalMethods

LinearAlgebraLibrary.prepare()
exit(Program.run().rawValue)
