import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads a Bash script, which is a file next to the code that renders it. The comments at its start are for readers of
 * the file, so they are omitted.
 */
export function shellScript(folder: string, name: string): string {
  return read(folder, name).replace(headForm, '').trimEnd();
}

/**
 * Reads a Bash file with functions that other scripts call. Of each paragraph at its start that begins with the name of a function,
 * the first sentence becomes a comment at this function.
 *
 * @param parts the parts that are used, or all of them. A part is between the lines `# only PART...` and `# end`.
 */
export function shellFunctions(folder: string, name: string, parts?: readonly string[]): string {
  const [head = ''] = headForm.exec(read(folder, name)) ?? [];
  return head.split(/^#\n/m).reduce(
    (code, paragraph) => {
      const [, first = '', rest = ''] = /^# (\w+)([^]*)/.exec(paragraph) ?? [];
      const [sentence = ''] = rest.split(/(?<=\.)\s+(?:# )?(?=[A-Z])/);
      const comment = sentence.trimEnd().replace(/\n# /g, ' ');
      return code.replace(new RegExp(`^${first}\\(\\) \\{(?=\\n)`, 'm'), (start) => `${start} #${comment}`);
    },
    onlyParts(shellScript(folder, name), parts),
  );
}

/** Leaves out the parts of a script that are not used, and the lines that mark parts. A part can contain others. */
function onlyParts(script: string, used: readonly string[] | undefined): string {
  const open: boolean[] = [];
  const lines = script.split('\n').filter((line) => {
    const [, names] = /^ *# only (.+)$/.exec(line) ?? [];
    if (names !== undefined) open.push(used === undefined || names.split(' ').some((name) => used.includes(name)));
    const isMark = names !== undefined || /^ *# end$/.test(line);
    if (isMark && names === undefined) open.pop();
    return !isMark && !open.includes(false);
  });
  return lines.join('\n');
}

/** Scripts as one text. Each occurs once, even if several others need it. */
export function joinedScripts(...scripts: readonly (string | readonly string[])[]): string {
  return [...new Set(scripts.flat())].join('\n');
}

/** Scripts as one command of a buildspec, which stops at the first failure. It has no comments about functions. */
export function shellCommand(...scripts: readonly (string | readonly string[])[]): string {
  return joinedScripts('set -euo pipefail', ...scripts).replace(/^# .*\n|(?<=^\w+\(\) \{) #.*$/gm, '');
}

const headForm = /^(#.*\n)+/;

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}
