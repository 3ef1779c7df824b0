import { quoted } from '../shown';
import { buildRule } from './build-rule';

/** Variables whose values other people choose. A branch may be named `x;id`. */
const chosen = String.raw`\$\{?(CODEBUILD_(?:WEBHOOK_\w{1,40}|SOURCE_VERSION))`;
const command = String.raw`(?:\\["']|[^\n\\]){0,300}?`;
const evaluated = [
  new RegExp(String.raw`\beval\s` + command + chosen),
  new RegExp(String.raw`\b(?:ba|da|z)?sh\s+-\w{0,5}c\s+\\?"` + String.raw`(?:[^"\n\\]){0,300}?` + chosen),
];

export const evaluatesNames = buildRule({
  id: 'build-evaluates-names',
  severity: 'error',
  title: 'A name that others choose is run as a command',
  fix: 'Leave eval and `sh -c` out, and quote the variable: `docker tag app "app:$TAG"`.',
  problem: ({ buildspec = '' }) => {
    const [name] = evaluated.flatMap((form) => form.exec(buildspec)?.[1] ?? []);
    return name === undefined
      ? undefined
      : `has a shell read ${quoted(name)} as commands. Anyone who can name a branch or a tag can run any command with its role.`;
  },
});
