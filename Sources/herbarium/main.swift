import Application
import Commands
import Configuration
import Glibc

Interruption.prepareProcess()
let status = await Program.run(arguments: ProcessTitle.takeArguments(), in: .process)
exit(status.code)
