import Commands
import Glibc

Interruption.prepareProcess()
let status = await Program.run(arguments: ProcessTitle.takeArguments(), in: .process)
exit(status.code)
