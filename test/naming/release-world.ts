import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { type ImageTag } from '../../lib/naming/image-tag';
import { GitHubSubject } from '../../lib/github/github-subject';
import { projectWith } from '../build/build-project';
import { synthesizedBuildspec, variablesOf as variablesOfProject } from '../build/build-run';
import { scriptOf, variablesOf } from '../github/workflow-machine';
import { workflowOf } from '../github/workflow-of';
import { jobsIn, scriptOf as scriptOfPipeline } from '../pipeline/pipeline-lint';
import { pipelineOf } from '../pipeline/publisher';
import { newStack } from '../synthesis';

const uri = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app';

/** The systems whose rendered scripts run here. */
export const systems = ['GitHub', 'CodeBuild', 'GitLab'] as const;
type System = (typeof systems)[number];

/**
 * A replacement for docker, aws and curl. The registry is a folder with a file for each tag, which holds a digest, and one for each
 * digest, which holds a manifest. GitHub's API answers from the Git repository. Before the call with the number HOOK_AT, the
 * script HOOK runs as a whole: that is another run, which starts and ends within this one. Calls that neither read nor change images
 * are not counted.
 */
const program = `#!/bin/bash
set -eu
option() { local name="$1"; shift; while [[ $# -gt 0 ]]; do if [[ "$1" == "$name" ]]; then printf '%s' "$2"; return; fi; shift; done; }
case "\${0##*/} $*" in
  'aws sts assume-role-with-web-identity '*) printf 'id\\tsecret\\tsession\\n' && exit ;;
  'aws ecr get-login-password '*) echo password && exit ;;
  'docker login '*) cat >/dev/null && exit ;;
  'docker info' | 'docker context create '* | 'docker buildx create '*) exit ;;
  'docker buildx build '*) printf '{"containerimage.digest":"%s"}' "$BUILT_DIGEST" >"$(option --metadata-file "$@")" && exit ;;
esac
calls=0
if [[ -n "\${HOOK:-}" ]]; then
  calls=$(($(cat "$HOOK.calls" 2>/dev/null || echo 0) + 1))
  echo "$calls" >"$HOOK.calls"
  if [[ "$calls" == "$HOOK_AT" ]]; then HOOK='' bash "$HOOK" >>"$WORLD/log" 2>&1 </dev/null; fi
fi
case "\${0##*/} $*" in
  'docker buildx imagetools inspect --raw '*)
    name="\${5#"$REPOSITORY_URI"}"
    if [[ "$name" == :* ]]; then
      if [[ ! -e "$WORLD/tags/\${name#:}" ]]; then echo "ERROR: $5: not found" >&2; exit 1; fi
      name="@$(cat "$WORLD/tags/\${name#:}")"
    fi
    cat "$WORLD/images/\${name#@}" ;;
  'docker buildx imagetools inspect --format '*) exit 1 ;;
  'aws ecr put-image '*) option --image-digest "$@" >"$WORLD/tags/$(option --image-tag "$@")" ;;
  'aws ecr batch-get-image '*)
    for id in "$@"; do
      if [[ "$id" == imageTag=* && -e "$WORLD/tags/\${id#imageTag=}" ]]; then
        printf '%s\\t%s\\n' "\${id#imageTag=}" "$(cat "$WORLD/tags/\${id#imageTag=}")"
      fi
    done ;;
  'aws ecr list-images '*) for tag in "$WORLD"/tags/*; do printf '%s\\t%s\\n' "\${tag##*/}" "$(cat "$tag")"; done ;;
  'aws ssm get-parameter '*) cat "$WORLD/parameter" 2>/dev/null || echo 'none yet' ;;
  'aws ssm put-parameter '*) option --value "$@" >"$WORLD/parameter" ;;
  curl*/compare/*)
    ends="\${!#}" && ends="\${ends##*/compare/}" && ends="\${ends%%\\?*}"
    git="git -C $WORLD/origin" old="\${ends%...*}" new="\${ends#*...}"
    if [[ "$old" == "$new" ]]; then status=identical
    elif $git merge-base --is-ancestor "$old" "$new"; then status=ahead
    elif $git merge-base --is-ancestor "$new" "$old"; then status=behind
    else status=diverged; fi
    printf '{"status":"%s"}\\n200' "$status" ;;
  curl*/commits*)
    branch="\${!#}"
    if [[ "$branch" == *sha=* ]]; then branch="\${branch##*sha=}"; else branch=main; fi
    git -C "$WORLD/origin" rev-list --max-count 100 "$branch" | jq -R '{sha: .}' | jq -s .
    printf '200' ;;
esac
`;

/** A run of the rendered scripts, for a branch or a Git tag. */
export interface Run {
  readonly commit: string;
  readonly branch?: string;
  readonly gitTag?: string;
}

/** A Git repository, a registry, and the scripts of one system that publish to it. */
export class ReleaseWorld {
  private readonly folder = mkdtempSync(join(tmpdir(), 'releases-'));
  private readonly origin = join(this.folder, 'origin');
  private readonly scripts: { name: string; publish: string };
  private runs = 0;
  private commits = 0;

  public constructor(
    private readonly system: System,
    tags: ImageTag[],
  ) {
    for (const name of ['origin', 'tags', 'images', 'bin']) mkdirSync(join(this.folder, name));
    for (const name of ['docker', 'aws', 'curl'])
      writeFileSync(join(this.folder, 'bin', name), program, { mode: 0o755 });
    this.git(this.origin, 'init', '--quiet', '--initial-branch', 'main');
    this.scripts = scriptsOf(system, tags);
  }

  /** Adds a commit, which merges its parents if there are several, and returns it. */
  public commit(...of: (string | undefined)[]): string {
    const parents = of.flatMap((parent) => (parent === undefined ? [] : ['-p', parent]));
    const tree = this.git(this.origin, 'write-tree');
    return this.git(this.origin, 'commit-tree', ...parents, '-m', String(++this.commits), tree);
  }

  /** Moves a branch, by force if it must. */
  public push(branch: string, commit: string): void {
    this.git(this.origin, 'update-ref', `refs/heads/${branch}`, commit);
  }

  /** Gives a tag to an image with this manifest. */
  public put(tag: string, manifest: string): string {
    const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
    writeFileSync(join(this.folder, 'images', digest), manifest);
    writeFileSync(join(this.folder, 'tags', tag), digest);
    return digest;
  }

  /** The digest of the image of a commit. */
  public imageOf(commit: string): string {
    return `sha256:${createHash('sha256').update(manifestOf(commit)).digest('hex')}`;
  }

  public tag(name: string): string | undefined {
    const file = join(this.folder, 'tags', name);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  }

  public parameter(): string {
    return readFileSync(join(this.folder, 'parameter'), 'utf8').replace(/^.*@/, '').trim();
  }

  /** Publishes the image of a run, and another run as a whole before one of its calls, or after the last. Returns the log. */
  public publish(run: Run, other?: { readonly at: number; readonly run: Run }): string {
    const env: Record<string, string> = other ? { HOOK: this.scriptFile(other.run), HOOK_AT: String(other.at) } : {};
    const { status, stdout, stderr } = spawnSync('bash', [this.scriptFile(run)], {
      encoding: 'utf8',
      env: { PATH: `${join(this.folder, 'bin')}:/usr/bin:/bin`, ...env },
    });
    expect([status, stderr]).toEqual([0, '']);
    const calls = env.HOOK === undefined ? 0 : Number(readFileSync(`${env.HOOK}.calls`, 'utf8'));
    return other && calls < other.at ? stdout + this.publish(other.run) : stdout;
  }

  public discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A file that runs the scripts in its own checkout, as the machine of the run has one. */
  private scriptFile({ commit, branch = '', gitTag = '' }: Run): string {
    const file = join(this.folder, `run-${++this.runs}`);
    const checkout = `${file}.checkout`;
    const digest = this.imageOf(commit);
    writeFileSync(join(this.folder, 'images', digest), manifestOf(commit));
    mkdirSync(`${file}.temp`);
    if (this.system !== 'GitHub') this.git(this.folder, 'clone', '--quiet', this.origin, checkout);
    const variables = {
      WORLD: this.folder,
      REPOSITORY_URI: uri,
      RUNNER_TEMP: `${file}.temp`,
      GITHUB_SHA: commit,
      GITHUB_REF_TYPE: gitTag === '' ? 'branch' : 'tag',
      GITHUB_REF_NAME: gitTag === '' ? branch : gitTag,
      GITHUB_API_URL: 'https://api.github.com',
      GITHUB_REPOSITORY: 'acme/app',
      GITHUB_TOKEN: 'token',
      GITHUB_OUTPUT: `${file}.output`,
      GITHUB_STEP_SUMMARY: `${file}.summary`,
      CODEBUILD_BUILD_ID: `p:${this.runs}`,
      CODEBUILD_RESOLVED_SOURCE_VERSION: commit,
      CODEBUILD_WEBHOOK_HEAD_REF: gitTag === '' ? `refs/heads/${branch}` : `refs/tags/${gitTag}`,
      CODEBUILD_SRC_DIR: checkout,
      IMAGE_PARAMETER: this.system === 'CodeBuild' ? '/app/image' : '',
      BUILT_DIGEST: digest,
      HOME: this.folder,
      CI_COMMIT_SHA: commit,
      CI_COMMIT_BRANCH: branch,
      CI_COMMIT_TAG: gitTag,
      CI_COMMIT_REF_NAME: gitTag === '' ? branch : gitTag,
      CI_COMMIT_REF_PROTECTED: 'true',
      CI_PIPELINE_IID: String(this.runs),
      CI_PROJECT_ID: '42',
      CI_PROJECT_PATH: 'acme/app',
      CI_PROJECT_URL: 'https://gitlab.com/acme/app',
      CI_JOB_ID: String(this.runs),
      CI_JOB_TOKEN: 'job-token',
      AWS_ID_TOKEN: 'id-token',
    };
    const settings = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`);
    const inCheckout = this.system === 'GitLab' ? [`cd '${checkout}'`] : [];
    writeFileSync(
      file,
      ['set -eo pipefail', ...settings, ...inCheckout, this.scripts.name, this.scripts.publish].join('\n'),
    );
    return file;
  }

  private git(folder: string, ...args: string[]): string {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
    return execFileSync('git', [...identity, ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }
}

/** The manifest of the image of a commit. */
function manifestOf(commit: string): string {
  return `{"annotations":{"org.opencontainers.image.revision":"${commit}"}}`;
}

/** The rendered scripts: the one that names the image, and the one that gives it its tags after the build. */
function scriptsOf(system: System, tags: ImageTag[]): { name: string; publish: string } {
  if (system === 'CodeBuild') {
    const commands = synthesizedBuildspec({ tags }).phases.build?.commands ?? [];
    const rules = Object.entries(variablesOfProject(projectWith({ tags }))).filter(([name]) =>
      name.startsWith('TAG_RULE'),
    );
    const settings = rules.map(([name, rule]) => `export ${name}='${rule}'`);
    return {
      name: [...settings, commands[0]].join('\n'),
      publish: ['export IMAGE_DIGEST="$BUILT_DIGEST"', commands.at(-1)].join('\n'),
    };
  }
  if (system === 'GitLab') return { name: '', publish: scriptOfPipeline(jobsIn(pipelineOf({ tags })).publish) };
  const subjects = [
    GitHubSubject.branch('acme/app', 'main', { ownerId: '1', repositoryId: '2' }),
    GitHubSubject.tag('acme/app', 'v1.0.0', { ownerId: '1', repositoryId: '2' }),
  ];
  const stack = newStack();
  const repositories = [Repository.fromRepositoryName(stack, 'Images', 'app')];
  const text = workflowOf({ tags }, { subjects, repositories, listRepositories: repositories }, stack);
  const settings = Object.entries(variablesOf(text, 'tags')).map(([name, rule]) => `export ${name}='${rule}'`);
  return {
    name: [...settings, scriptOf(text, 'tags')].join('\n'),
    publish: ['export IMAGE_DIGEST="$BUILT_DIGEST"', scriptOf(text, 'image')].join('\n'),
  };
}
