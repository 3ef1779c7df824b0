import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type GuideBlock, guideCommands, type GuidePage } from '../../lib/app/guide/guide-page';
import { everyCommand, everyCommandAnywhere } from '../app/guide/every-command';
import { commandOf, pagesOf } from '../app/guide/guided';
import { env } from '../review/reviewed';
import { DockerGround } from './docker-ground';
import { type Terminal } from './terminal';
import { copyDockerfile } from './image-build-source';
import { projectFolder } from './places';
import { builderImages, pushBuilderImages } from './registry-ground/builder-images';
import { registryHost } from './registry-ground/registry';
import { type CommandOutput } from './run-command';

const host = registryHost(env);
const pages = pagesOf(everyCommand);
const [app, incoming] = pages as [GuidePage, GuidePage];
const uri = `${host}/${app.name}`;
const title = 'Pizza "four cheese" $HOME';

/** Ids of the commands that were run. */
const ran = new Set<string>();

/** A command of a page with the values of its reader. The first text of each pair becomes the second. */
function filled(page: GuidePage, id: string, ...values: readonly (readonly [string, string])[]): string {
  ran.add(id);
  return values.reduce(
    (command, [placeholder, value]) => {
      if (!command.includes(placeholder)) throw new Error(`${id} has no ${placeholder}:\n${command}`);
      return command.replace(placeholder, () => value);
    },
    commandOf(page, id),
  );
}

const tagged = (tag: string) => ["tag='1.0.0'", `tag='${tag}'`] as const;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

describe('the commands of the guide, as readers paste them', () => {
  let ground: DockerGround;
  let terminal: Terminal;
  let port: number;
  let digest: string;
  const paste = (id: string, ...values: readonly (readonly [string, string])[]): Promise<CommandOutput> =>
    terminal.run(filled(app, id, ...values));
  const inspect = async (image: string) => (await ground.engine.docker('image', 'inspect', image)).stdout;
  const forget = (...images: readonly string[]) => ground.engine.docker('image', 'rm', '--force', ...images);

  beforeAll(async () => {
    ground = await DockerGround.start(env, [app.name, incoming.name]);
    terminal = ground.terminal();
    port = await freePort();
    const dockerfile = `FROM scratch
COPY busybox /bin/busybox
COPY page.html /www/index.html
LABEL org.opencontainers.image.title=${JSON.stringify(title).replace('$', '\\$')}
CMD ["/bin/busybox", "httpd", "-f", "-h", "/www", "-p", "127.0.0.1:${port}"]
`;
    const page = join(terminal.folder, 'page.html');
    writeFileSync(page, 'hello from the image\n');
    await ground.engine.makeImage('my-image:latest', dockerfile, { busybox: '/bin/busybox', 'page.html': page });
  }, 3_600_000); // the first time, the tools are compiled

  afterAll(async () => {
    await ground.stop();
  });

  it('who am I', async () => {
    const { stdout } = await paste('who-am-i');
    expect(stdout).toMatch(/^arn:aws:(iam|sts)::123456789012:\S+\n$/);
  });

  it('without a login docker prints an error that the page explains', async () => {
    await expect(paste('push')).rejects.toThrow('no basic auth credentials');
    expect(JSON.stringify(app)).toContain('no basic auth credentials');
  });

  it('log in', async () => {
    expect((await paste('log-in')).stdout).toBe('Login Succeeded\n');
  });

  it('log in by the page of templates without an account and Region, after the placeholders are replaced', async () => {
    const [open] = pagesOf(everyCommandAnywhere, {}, {}) as [GuidePage];
    const command = commandOf(open, 'log-in');
    expect(new Set(command.match(/<[a-z]+>/g))).toEqual(new Set(['<account>', '<region>', '<suffix>']));
    const { account, region } = env;
    const typed = command.replaceAll('<account>', account).replaceAll('<region>', region);
    const { stdout } = await terminal.run(typed.replaceAll('<suffix>', 'amazonaws.com'));
    expect(stdout).toBe('Login Succeeded\n');
  });

  it('push, which prints the digest', async () => {
    const { stdout } = await paste('push');
    digest = await ground.reader(app.name).digest('1.0.0');
    expect(stdout.trim().split('\n').at(-1)).toContain(`digest: ${digest}`);
  });

  it('pull by tag', async () => {
    await forget('my-image:latest', `${uri}:1.0.0`);
    await expect(inspect(`${uri}:1.0.0`)).rejects.toThrow('No such image');
    await paste('pull-by-tag');
    expect(await inspect(`${uri}:1.0.0`)).toContain(digest);
  });

  it('pull by digest', async () => {
    await forget(`${uri}:1.0.0`);
    const { stdout } = await paste('pull-by-digest');
    expect(stdout.split('\n')[0]).toBe(digest);
    expect(await inspect(`${uri}@${digest}`)).toContain(digest);
  });

  it('add a tag without a pull: the registry has the same digest under both tags', async () => {
    const { stdout } = await paste('retag');
    expect(stdout).toContain(digest);
    expect(await ground.reader(app.name).digest('1.0')).toBe(digest);
    await paste('pull-by-tag', tagged('1.0'));
    expect(await inspect(`${uri}:1.0`)).toContain(digest);
  });

  it('list the images and the tags', async () => {
    const { stdout: images } = await paste('list');
    expect(images).toMatch(new RegExp(`\\["1.0","1.0.0"\\].*${digest}|\\["1.0.0","1.0"\\].*${digest}`));
    const { stdout: tags } = await paste('list-tags');
    expect(tags).toMatch(new RegExp(` 1\\.0 *\\| *${digest}`));
    expect(tags).toMatch(new RegExp(` 1\\.0\\.0 *\\| *${digest}`));
  });

  it('read the labels of a pulled image and of an image in the registry', async () => {
    await paste('pull-by-tag');
    const labels = { 'org.opencontainers.image.title': title };
    expect(JSON.parse((await paste('labels-pulled')).stdout)).toEqual(labels);
    await forget(`${uri}:1.0.0`, `${uri}:1.0`);
    expect(JSON.parse((await paste('labels')).stdout)).toEqual(labels);
  });

  it('run it: it answers at the address on the page', async () => {
    const values = ['here', 'inside'].map((name) => [`${name}=8080`, `${name}=${port}`] as const);
    const running = terminal.run(filled(app, 'run', ...values)).catch(String);
    const ended = running.then(() => true);
    let answer: unknown;
    while (answer === undefined && !(await Promise.race([ended, sleep(200, false)]))) {
      answer = await fetch(`http://localhost:${port}`).then(
        (answered) => answered.text(),
        () => undefined,
      );
    }
    const { stdout: containers } = await ground.engine.docker('ps', '--quiet');
    if (containers !== '') await ground.engine.docker('kill', ...containers.trim().split('\n'));
    expect(answer ?? (await running)).toBe('hello from the image\n');
    await ended;
  });

  it('run it in a Lambda function', async () => {
    const lambda = (action: string) =>
      terminal.run(`aws lambda ${action} --region ${env.region} --function-name hello`);
    const trust = '{"Version":"2012-10-17","Statement":[]}';
    await terminal.run(`aws iam create-role --role-name hello --assume-role-policy-document '${trust}'`);
    const role = 'arn:aws:iam::123456789012:role/hello';
    await lambda(`create-function --package-type Image --code ImageUri=${uri}:1.0 --role ${role}`);
    const values = [
      ["function='my-function'", "function='hello'"],
      ["digest='sha256:...'", `digest='${digest}'`],
    ] as const;
    await paste('use-in-lambda', ...values);
    const { stdout } = await lambda("get-function --query 'Code.ImageUri' --output text");
    expect(stdout).toBe(`${uri}@${digest}\n`);
  });

  it('build for several platforms and push in one step', async () => {
    await pushBuilderImages(ground.engine, ground.endpoint, env);
    writeFileSync(join(terminal.folder, 'Dockerfile'), `${copyDockerfile}LABEL kind="of $TARGETARCH"\n`);
    writeFileSync(join(terminal.folder, 'greeting.txt'), 'hello');
    const image = builderImages(env).buildKit;
    await terminal.run(`docker buildx create --use --driver-opt image=${image} --bootstrap`);
    await paste('push-platforms', tagged('1.1.0'));
    const { manifests = [] } = await ground.reader(app.name).manifest('1.1.0');
    const platforms = manifests.map(({ platform }) => platform?.architecture);
    expect(platforms.filter((name) => name !== 'unknown')).toEqual(['amd64', 'arm64']);
  });

  it('add a tag to a multi-platform image, and read its labels', async () => {
    await paste('retag', tagged('1.1.0'), ["new_tag='1.0'", "new_tag='1.1'"]);
    const reader = ground.reader(app.name);
    expect(await reader.digest('1.1')).toBe(await reader.digest('1.1.0'));
    expect(JSON.parse((await paste('labels', tagged('1.1'))).stdout)).toEqual({ kind: 'of amd64' });
  });

  it('a contributor uses credentials, pushes and removes the credentials', async () => {
    terminal = ground.terminal();
    const role =
      'aws sts assume-role --role-arn arn:aws:iam::123456789012:role/incoming-alice --role-session-name alice';
    const query = "--query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text";
    const credentials = (await terminal.run(`${role} ${query}`)).stdout.trim().split('\t');

    terminal = ground.terminal(false);
    const contributor = (id: string, ...values: readonly (readonly [string, string])[]) =>
      terminal.run(filled(incoming, id, ...values));
    await contributor('take-credentials', ...credentials.map((value) => ["'...'", `'${value}'`] as const));
    expect((await contributor('who-is-contributor')).stdout).toMatch(/\/alice\n$/);
    expect((await contributor('log-in')).stdout).toBe('Login Succeeded\n');
    await terminal.run(`docker pull --quiet ${uri}:1.0.0; docker tag ${uri}:1.0.0 my-image:latest`);
    await contributor('push');
    expect(await ground.reader(incoming.name).digest('1.0.0')).toBe(digest);

    await contributor('log-out');
    expect(terminal.exported('AWS_ACCESS_KEY_ID')).toBeUndefined();
    await expect(contributor('push', tagged('1.0.1'))).rejects.toThrow('no basic auth credentials');
    await expect(contributor('who-is-contributor')).rejects.toThrow('Unable to locate credentials');
  });

  it('the credential helper needs no login', async () => {
    const file = app.sections
      .flatMap(({ blocks }) => blocks)
      .find((block): block is Extract<GuideBlock, { kind: 'file' }> => block.kind === 'file');
    const config = join(ground.dockerConfig, 'config.json');
    const before = JSON.parse(readFileSync(config, 'utf8')) as object;
    writeFileSync(config, JSON.stringify({ ...before, ...(JSON.parse(file?.text ?? '') as object) }));
    terminal = ground.terminal();
    await forget(`${uri}:1.0.0`);
    await paste('pull-by-tag');
    expect(await inspect(`${uri}:1.0.0`)).toContain(digest);
    terminal = ground.terminal(false);
    await expect(paste('push', tagged('1.0.2'))).rejects.toThrow('no basic auth credentials');
  });

  it('every command of the guide was run', () => {
    const sections = sourcesIn('lib/app/guide').flatMap((source) => [
      ...source.matchAll(/\bcommands\(\s*'([a-z-]+)'/g),
    ]);
    const services = sourcesIn('lib/access/consumers')
      .filter((source) => /^ {4}commands: \[/m.test(source))
      .flatMap((source) => [...source.matchAll(/^ {2}id: '([a-z-]+)'/gm)]);
    const written = [...sections, ...services];
    const ids = new Set(written.map(([, id = '']) => id));
    expect(ids).toEqual(new Set(pages.flatMap(guideCommands).map(({ id }) => id)));
    expect(ran).toEqual(ids);
  });
});

/** The source files of a folder. */
function sourcesIn(folder: string): string[] {
  const files = readdirSync(join(projectFolder, folder)).filter((name) => /(?<!\.d)\.ts$/.test(name));
  return files.map((name) => readFileSync(join(projectFolder, folder, name), 'utf8'));
}
