import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../run-command';
import { step } from '../step';
import { prepareGo } from './go-toolchain';
import { binFolder, folder, groundFolder } from './ground-places';

/** Debian has none of these. Pinned to versions that go together: buildx 0.37 is made against BuildKit 0.33. */
const modules = {
  buildkit: { packages: ['cmd/buildkitd', 'cmd/buildctl'], path: 'github.com/moby/buildkit', version: 'v0.33.1' },
  buildx: { packages: ['cmd/buildx'], path: 'github.com/docker/buildx', version: 'v0.37.2' },
  regctl: { packages: ['cmd/regctl'], path: 'github.com/regclient/regclient', version: 'v0.11.7' },
  'docker-credential-ecr-login': {
    packages: ['cli/docker-credential-ecr-login'],
    path: 'github.com/awslabs/amazon-ecr-credential-helper/ecr-login',
    version: 'v0.12.0',
  },
};

export type GoTool = keyof typeof modules;

/** Builds what is not there yet from the Go module proxy; minutes once, nothing later. Programs are in `binFolder`. */
export async function prepareGoTools(...tools: readonly GoTool[]): Promise<void> {
  for (const tool of tools) {
    const { path, packages, version } = modules[tool];
    /** Written last, so an interrupted build never counts as done. */
    const built = join(folder(binFolder), `.${tool}`);
    if (existsSync(built) && readFileSync(built, 'utf8') === version) continue;
    step(`building ${tool} ${version} from the Go module proxy (minutes, once)`);
    const began = Date.now();
    await build(path, version, packages);
    writeFileSync(built, version);
    step(`built ${tool} in ${Math.round((Date.now() - began) / 1000)} s`);
  }
}

/** In a copy of the module: `go install` refuses modules with replace or exclude directives, which BuildKit has. */
async function build(path: string, version: string, packages: readonly string[]): Promise<void> {
  const go = await prepareGo();
  const { stdout } = await runCommand(go, ['mod', 'download', '-json', `${path}@${version}`]);
  const { Dir: downloaded } = JSON.parse(stdout) as { Dir: string };
  const copy = mkdtempSync(join(folder(groundFolder), 'source-'));
  try {
    await runCommand('cp', ['--recursive', '--no-preserve=mode', `${downloaded}/.`, copy]);
    const flags = ['-trimpath', '-ldflags', `-s -w -X ${path}/version.Version=${version}`, '-o', `${binFolder}/`];
    const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local' };
    await runCommand(go, ['build', ...flags, ...packages.map((name) => `./${name}`)], { cwd: copy, env });
  } finally {
    rmSync(copy, { recursive: true });
  }
}
