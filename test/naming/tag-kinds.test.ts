import { spawnSync } from 'node:child_process';
import { ImageTag } from '../../lib/naming/image-tag';
import { nameImage } from '../../lib/naming/scripts';
import { tagKinds } from '../../lib/naming/tag-kinds';
import { joinedScripts } from '../../lib/private/text/shell-script';

const commit = 'c'.repeat(40);
const each: [kind: keyof typeof tagKinds, tag: ImageTag, given: string[], named: string][] = [
  ['commit', ImageTag.commit(), [commit, 'main', ''], commit],
  ['short-commit', ImageTag.shortCommit(), [commit, 'main', ''], 'c'.repeat(12)],
  ['branch', ImageTag.branch('b-'), [commit, 'main', ''], 'b-main'],
  ['semantic-version', ImageTag.semanticVersion(), [commit, '', 'v1.2.3'], '1.2.3'],
  ['build-number', ImageTag.buildNumber(), [commit, 'main', ''], 'build-7'],
  ['fixed', ImageTag.fixed('latest'), [commit, 'main', ''], 'latest'],
];

test('all kinds of tags are tested here', () => {
  expect(each.map(([kind]) => kind)).toEqual(Object.keys(tagKinds));
});

test.each(each)('the shell and the table agree about %s', (kind, tag, given, named) => {
  const script = `set -euo pipefail
${joinedScripts(nameImage)}
name_image "$@" build-7
printf '%s|' "$IMAGE_TAGS" "$IMAGE_TAG" "$COMMIT_TAG" "$MOVING_TAGS" "$IMAGE_REVISION"`;
  const env = { PATH: '/usr/bin:/bin', TAG_RULE_00: tag._rule };
  const { stdout, stderr } = spawnSync('/bin/bash', ['--norc', '-c', script, 'bash', ...given], {
    encoding: 'utf8',
    env,
  });
  const { moves, namesCommit } = tagKinds[kind];
  expect([tag._kind, stderr]).toEqual([kind, '']);
  expect(stdout.split('|').slice(0, 5)).toEqual([named, named, namesCommit ? named : '', moves ? named : '', commit]);
});
