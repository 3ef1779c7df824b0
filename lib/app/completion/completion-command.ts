import { type Command } from 'commander';
import { bashScript } from './bash-script';
import { completedProgram, type CompletedProgram } from './completed-program';
import { fishScript } from './fish-script';
import { type ShellName } from './shell-names';
import { zshScript } from './zsh-script';

const scripts: Readonly<Record<ShellName, (program: CompletedProgram) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** The script that completes the commands of a program in a shell. */
export function completionScript(program: Command, shell: ShellName): string {
  return scripts[shell](completedProgram(program));
}
