import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from './places';
import { installDebianPackages } from './registry-ground/debian-packages';
import { runCommand } from './run-command';

/** How each shell starts without the files of its user, loads the script, and finds a program that shows its arguments. */
const shells = {
  bash: ['bash --noprofile --norc -i', 'eval "$(cat bash-script)"', showsArguments()],
  zsh: ['zsh -f -i', 'autoload -U compinit; compinit -u -D; eval "$(cat zsh-script)"', showsArguments()],
  fish: ['fish --no-config -i', 'source ./fish-script', "function ecr-publishing; printf '<%s>' $argv; echo; end"],
} as const;

/** Typed keys, and the arguments that the program then gets. \t is the tab key. */
const typed: readonly (readonly [keys: string, args: readonly string[]])[] = [
  ['rev\tcdk\t', ['review', 'cdk.out/']],
  ['review --acco\t1', ['review', '--account', '1']],
  ['review --format s\t', ['review', '--format', 'sarif']],
  ['review cdk.out --partition=aws-e\t', ['review', 'cdk.out', '--partition=aws-eusc']],
  ['check ecr\t', ['check', 'ecr-publishing.yaml']],
  ['workflow --output ecr\t', ['workflow', '--output', 'ecr-publishing.yaml']],
  ['guide --repository ecr\t', ['guide', '--repository', 'ecr']],
  ['completion z\t', ['completion', 'zsh']],
];

let folder: string;

beforeAll(async () => {
  await installDebianPackages(['bsdutils', 'fish', 'zsh']);
  mkdirSync(workFolder, { recursive: true });
  folder = mkdtempSync(join(workFolder, 'completion-'));
  mkdirSync(join(folder, 'cdk.out'));
  writeFileSync(join(folder, 'ecr-publishing.yaml'), '');
  for (const shell of Object.keys(shells)) {
    const program = join(__dirname, '../../bin/ecr-publishing.ts');
    const { stdout } = await runCommand(process.execPath, ['-r', 'tsx/cjs', program, 'completion', shell]);
    writeFileSync(join(folder, `${shell}-script`), stdout);
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it.each(Object.entries(shells))('completes what is typed in %s', (_, [shell, load, program]) => {
  const keys = [load, program, ...typed.map(([line]) => `ecr-publishing ${line}`), 'exit', ''].join('\n');
  const options = { cwd: folder, input: keys, encoding: 'utf8', env: { ...process.env, TERM: 'dumb' } } as const;
  const { stdout } = spawnSync('script', ['--quiet', '--command', shell, '/dev/null'], options);
  const printed = stdout.split(/\r?\n/).flatMap((line) => /(?:<[^<>]*>)+$/.exec(line) ?? []);
  // zsh writes --option=value, and no slash after a folder.
  const same = (text: string) => text.replaceAll('=', '><').replaceAll('/>', '>');
  expect(printed.map(same)).toEqual(typed.map(([, args]) => same(args.map((arg) => `<${arg}>`).join(''))));
});

/** A function of POSIX shells that prints its arguments. */
function showsArguments(): string {
  return `ecr-publishing() { printf '<%s>' "$@"; echo; }`;
}
