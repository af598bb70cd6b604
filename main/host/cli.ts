import { runCommand } from './cli/run-command.ts';

// A reader that has seen enough (`| head`) closes the pipe; the command itself is none the worse for it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommand(process.argv.slice(2));
