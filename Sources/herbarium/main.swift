import Commands
import Glibc

Interruption.ignoreBrokenPipes()
let status = await Program.run(arguments: ProcessTitle.takeArguments(), in: .process)
exit(status.code)
