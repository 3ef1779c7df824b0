import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, blocksIn, root } from './docs/pages';
import { runSnippet } from './docs/run-snippet';
import { errorsIn } from './docs/snippet-program';
import { templateOf } from './synthesis';

/** The `@example` of each doc comment. It is the last tag of its comment. */
const examples: readonly Block[] = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /(?<!\.d)\.ts$/.test(path))
  .flatMap((path) =>
    [...readFileSync(join(root, 'lib', path), 'utf8').matchAll(/^ \* @example\n((?: \*(?: .*)?\n)+?) \*\/\n/gm)].map(
      ([, lines = '']) => ({
        title: `lib/${path}`,
        page: `lib/${path}`,
        language: 'ts',
        text: lines.replaceAll(/^ \* ?/gm, ''),
      }),
    ),
  );

/** In one program, since the compiler takes most of its time to read the types of the CDK. */
test('every snippet of a page and every example in a doc comment compiles with its own imports', () => {
  const snippets = blocksIn('ts');
  expect(snippets.length).toBeGreaterThan(25);
  expect(examples.length).toBeGreaterThan(10);
  expect(errorsIn([...snippets, ...examples])).toEqual([]);
});

describe('every example in a doc comment synthesizes without a warning', () => {
  const runnable = examples.filter(({ text }) => !text.includes("ofAssembly('cdk.out')"));
  test.each(runnable.map((example) => [example.title, example] as const))('%s', (_, example) => {
    const { stack, warnings } = runSnippet(example);
    templateOf(stack);
    expect(warnings).toEqual([]);
  });
});
