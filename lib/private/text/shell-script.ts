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
 */
export function shellFunctions(folder: string, name: string): string {
  const [head = ''] = headForm.exec(read(folder, name)) ?? [];
  return head.split(/^#\n/m).reduce(
    (code, paragraph) => {
      const [, first = ''] = /^# (\w+)/.exec(paragraph) ?? [];
      const [sentence = ''] = paragraph.split(/(?<=\.)\s+(?:# )?(?=[A-Z])/);
      return code.replace(new RegExp(`^(?=${first}\\(\\) \\{)`, 'm'), () => `${sentence.trimEnd()}\n`);
    },
    shellScript(folder, name),
  );
}

/** Scripts as one text. Each occurs once, even if several others need it. */
export function joinedScripts(...scripts: readonly (string | readonly string[])[]): string {
  return [...new Set(scripts.flat())].join('\n');
}

/** Scripts as one command of a buildspec, which stops at the first failure. It has no comments about functions. */
export function shellCommand(...scripts: readonly (string | readonly string[])[]): string {
  return joinedScripts('set -euo pipefail', ...scripts).replace(/^# .*\n/gm, '');
}

const headForm = /^(#.*\n)+/;

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}
