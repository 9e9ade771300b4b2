/// Ends a command that has already said everything, with a status.
struct CommandEnd: Error {
  let status: ExitStatus
}
