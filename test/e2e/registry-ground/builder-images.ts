import { join } from 'node:path';
import { runCommand } from '../run-command';
import { type BuildEngine } from './build-engine';
import { authorityFile } from './certificates';
import { binFolder } from './ground-places';
import { type RegistryPlace } from './moto-request';
import { makeRepository, registryHost, registryPassword } from './registry';

/** The images that `docker buildx` needs, made here from Debian's programs, so that nothing comes from the internet. */
export interface BuilderImages {
  readonly buildKit: string;
  readonly sbomScanner: string;
}

export function builderImages(place: RegistryPlace): BuilderImages {
  const host = registryHost(place);
  return { buildKit: `${host}/e2e/buildkit:1`, sbomScanner: `${host}/e2e/sbom-scanner:1` };
}

export async function pushBuilderImages(engine: BuildEngine, endpoint: string, place: RegistryPlace): Promise<void> {
  const images = builderImages(place);
  await makeBuildkitImage(engine, images.buildKit);
  await engine.makeImage(
    images.sbomScanner,
    `FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "--install", "-s", "/bin"]
COPY sbom-scanner.sh /
ENTRYPOINT ["sh", "/sbom-scanner.sh"]
`,
    { busybox: '/bin/busybox', 'sbom-scanner.sh': join(__dirname, 'sbom-scanner.sh') },
  );
  for (const image of Object.values(images) as string[]) {
    await makeRepository(endpoint, place, image.slice(image.indexOf('/') + 1, -':1'.length));
    await engine.push(image, registryPassword(place));
  }
}

/** Creates the image of the builder that `docker buildx create` starts: the BuildKit built here, and Debian's runc. */
async function makeBuildkitImage(engine: BuildEngine, name: string): Promise<void> {
  const libraries = await librariesOf('/usr/sbin/runc');
  const files = Object.fromEntries(libraries.map((path, index) => [`library-${index}`, path]));
  const dockerfile = `FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "sh", "-c", "/bin/busybox --install -s /bin; mkdir -m 1777 /tmp"]
COPY buildkitd buildctl runc /usr/bin/
COPY authority.crt /etc/ssl/certs/ca-certificates.crt
${Object.entries(files)
  .map(([file, path]) => `COPY ${file} ${path}`)
  .join('\n')}
ENTRYPOINT ["buildkitd"]
`;
  await engine.makeImage(name, dockerfile, {
    ...files,
    busybox: '/bin/busybox',
    buildkitd: join(binFolder, 'buildkitd'),
    buildctl: join(binFolder, 'buildctl'),
    runc: '/usr/sbin/runc',
    'authority.crt': authorityFile,
  });
}

/** The libraries that a program loads. Debian's runc is not static. */
async function librariesOf(program: string): Promise<string[]> {
  const { stdout } = await runCommand('ldd', [program]);
  return [...stdout.matchAll(/(?<path>\/\S+) \(0x/g)].map(({ groups }) => groups?.path ?? '');
}
