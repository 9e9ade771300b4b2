internal import Glibc

exit(Program.run().rawValue)
