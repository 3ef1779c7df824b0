import { spawnSync } from 'node:child_process';
import { addTags } from '../../lib/naming/scripts';
import { joinedScripts } from '../../lib/private/text/shell-script';

/** Runs a script after the functions, with replacements for some of them. */
function run(script: string): { status: number | null; lines: string[] } {
  const messages = 'note() { echo "NOTE $1"; }\nfail() { echo "FAILED $1"; exit 1; }';
  const text = ['set -euo pipefail', joinedScripts(addTags), messages, script].join('\n');
  const env = { PATH: '/usr/bin:/bin', REPOSITORY_URI: '1.dkr.ecr.r.amazonaws.com/app', IMAGE_DIGEST: 'new' };
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-c', text], { encoding: 'utf8', env });
  return { status, lines: stdout.split('\n').filter(Boolean) };
}

const tags = "IMAGE_TAGS='latest' MOVING_TAGS='latest' IMAGE_REVISION=c";

test('a run follows the branch again if an older run has moved a tag since, so that its image is deployed', () => {
  const world = `state="$(mktemp)"
echo old >"$state"
digest_of() { cat "$state"; }
follow_branch() {
  echo "followed $4"
  STAYED=''
  if [[ -n "\${again:-}" ]]; then echo new >"$state"; fi
  again=yes
}`;
  expect(run(`${world}\n${tags}\nadd_tags\necho "tags: $IMAGE_TAGS"`)).toEqual({
    status: 0,
    lines: ['followed latest', 'followed latest', 'tags: latest'],
  });
});

test.each([
  ['stayed at a newer image', "STAYED+=' latest '", tags],
  ['belongs to files without commits', "STAYED=''", tags.replace('REVISION=c', 'REVISION=')],
])('a run follows the branch once if the tag %s', (_, end, variables) => {
  const world = `STAYED=''\ndigest_of() { echo other; }\nfollow_branch() { echo "followed $4"; ${end}; }`;
  expect(run(`${world}\n${variables}\nadd_tags\necho "tags: $IMAGE_TAGS"`)).toEqual({
    status: 0,
    lines: ['followed latest', 'tags: '],
  });
});

test.each([
  [
    'ImageTagAlreadyExistsException',
    "FAILED The repository app does not let the tag 2 move. Add '2' to the mutableTags of the repository, deploy it, and start this run again",
  ],
  ['AccessDeniedException', undefined],
])('a tag that cannot move fails for %s with the remedy, if there is one', (error, line) => {
  const world = `retry() {
  case "$*" in
    'docker buildx imagetools inspect --raw '*) printf old ;;
    *) echo 'An error occurred (${error}) when calling the PutImage operation' >&2; return 1 ;;
  esac
}`;
  expect(run(`${world}\nmove_tag 2 sha256:aa`)).toEqual({ status: 1, lines: line === undefined ? [] : [line] });
});
