import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const sha = '0123456789abcdef0123456789abcdef01234567';
export const uri = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app';
export const digest = `sha256:${createHash('sha256').update('{}').digest('hex')}`;
const folder = mkdtempSync(join(tmpdir(), 'pipeline-run-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A replacement for docker and aws. It records each call, and fails for the one that FAILS names. No tag has an image at first. */
const program = `#!/bin/bash
printf '%s\\n' "\${0##*/} $*" >>"$CALLS"
if [[ -n "\${FAILS:-}" && "\${0##*/} $*" == *"$FAILS"* ]]; then echo "$FAILS was refused" >&2; exit 1; fi
case "\${0##*/} $*" in
  'aws sts '*) printf 'id\\tsecret\\tsession\\n' ;;
  'docker login '*) echo "password $(cat)" >>"$CALLS" ;;
  'aws secretsmanager '* | 'aws ssm '*) printf '%s\n' "\${STORED:-}" ;;
  'docker buildx imagetools inspect --raw '*@*) printf '%s' "\${MANIFEST:-"{}"}" ;;
  'docker buildx imagetools inspect --raw '*)
    if [[ ! -e "$CALLS.\${5##*:}" ]]; then echo "ERROR: $5: not found" >&2; exit 1; fi
    printf '{}' ;;
  'aws ecr put-image '*)
    while [[ "$1" != --image-tag ]]; do shift; done
    touch "$CALLS.$2" ;;
  'docker buildx build '*)
    while [[ "$1" != --metadata-file ]]; do shift; done
    printf '{"containerimage.digest":"%s","containerimage.config.digest":"%s"}' '${digest}' "\${CONFIGURATION:-}" >"$2" ;;
  'aws ecr batch-get-image '*) echo "\${TAGGED:-}" ;;
esac
`;
mkdirSync(join(folder, 'bin'));
for (const name of ['docker', 'aws']) writeFileSync(join(folder, 'bin', name), program, { mode: 0o755 });

export const gitLabRun = {
  CI_COMMIT_SHA: sha,
  CI_COMMIT_BRANCH: 'main',
  CI_COMMIT_REF_NAME: 'main',
  CI_COMMIT_REF_PROTECTED: 'true',
  CI_PIPELINE_IID: '7',
  CI_PROJECT_ID: '42',
  CI_PROJECT_PATH: 'acme/app',
  CI_JOB_ID: '99',
  AWS_ID_TOKEN: 'id-token',
};
export const bitbucketRun = {
  BITBUCKET_COMMIT: sha,
  BITBUCKET_BRANCH: 'main',
  BITBUCKET_BUILD_NUMBER: '7',
  BITBUCKET_PIPELINE_UUID: '{d0b8e1f2-1111-2222-3333-444444444444}',
  BITBUCKET_STEP_OIDC_TOKEN: 'id-token',
};

/** Runs the script of a job in a POSIX shell, as a runner does, in a folder with the results of jobs before. */
export function run(script: string, env: Record<string, string>, results: Record<string, string> = {}) {
  const place = mkdtempSync(join(folder, 'job-'));
  mkdirSync(join(place, 'publish-results'));
  for (const [name, text] of Object.entries(results)) writeFileSync(join(place, `publish-results/${name}.env`), text);
  const { status, stdout, stderr } = spawnSync('dash', ['-e', '-c', script], {
    cwd: place,
    encoding: 'utf8',
    env: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, HOME: place, CALLS: join(place, 'calls'), ...env },
  });
  const read = (name: string) => readFileSync(join(place, name), 'utf8').trimEnd().split('\n');
  return { status, stdout, stderr, read };
}
