import { runGuide } from '../lib/app/guide/guide-command';
import { exampleFile, synthesizeExample } from './example-apps';

const readme = (name: string) => exampleFile(name, 'README.md') ?? '';

test('the page of codebuild-snapshot on pulls has what `guide` prints', () => {
  const { directory } = synthesizeExample('codebuild-snapshot', () => undefined);
  const reader = 'arn:aws:iam::123412341234:role/developers';
  const guide = runGuide([directory], { repository: 'proof-of-concept-repo', for: reader, format: 'markdown' }) ?? '';
  const commands = ['log-in', 'pull-by-tag', 'run'].map(
    (id) => guide.split(`\`\`\`sh ${id}\n`)[1]?.split('```')[0] ?? '',
  );
  for (const command of commands) {
    expect(command).toContain('docker ');
    expect(readme('codebuild-snapshot')).toContain(command.replace("tag='1.0.0'", "tag='fcd3f42'"));
  }
});

test('the page of earthly shows its Earthfile, and the tag that its repository lets move', () => {
  const earthfile = exampleFile('earthly', 'Earthfile') ?? '';
  expect(readme('earthly')).toContain(`\`\`\`Earthfile\n${earthfile}\`\`\``);
  expect(earthfile).toContain('/hello-earthly:with-love\n');
  expect(exampleFile('earthly', 'earthly-stack.ts')).toContain("mutableTags: ['with-love']");
});
