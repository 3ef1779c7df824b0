import { Token } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { knownRepositoryName } from '../private/aws/arn';
import { simpleCommands } from '../private/text/simple-commands';
import { refuseIf } from '../private/validation/validation';
import { mayMove, type MutableTags, mutableTagsOf } from './tag-mobility';

/** The repository of an image. A part that synth does not know is undefined. */
export interface PushedRepository {
  readonly name?: string;
  readonly account?: string;
  readonly region?: string;
  readonly mutableTags?: MutableTags;
}

/** The repository of an image, as far as synth knows it. */
export function pushedRepository(repository: IRepository): PushedRepository {
  const { account, region } = repository.env;
  return {
    name: known(knownRepositoryName(repository)),
    account: known(account),
    region: known(region),
    mutableTags: mutableTagsOf(repository),
  };
}

function known(text: string): string | undefined {
  return Token.isUnresolved(text) ? undefined : text;
}

/**
 * Refuses commands that push a literal tag to the repository of the image, if the repository does not let it move. Each build runs
 * the same commands, so the second one fails.
 *
 * @param variables the environment variables that the user gave.
 */
export function refuseStuckPushes(
  lists: Readonly<Record<string, readonly string[] | undefined>>,
  repository: PushedRepository,
  variables: Readonly<Record<string, string>> = {},
): void {
  for (const [path, commands = []] of Object.entries(lists)) {
    commands.forEach((command, index) => {
      const tag = simpleCommands(command)
        .map((one) => filledIn(one, variables))
        .flatMap((one) => pushedTags(one, repository))
        .find((one) => !mayMove(one, repository.mutableTags));
      if (tag === undefined) return;
      const named = repository.name === undefined ? '' : ` to '${repository.name}'`;
      refuseIf(
        `${path}[${index}]`,
        `must push no tag that the repository does not let move, got a push of '${tag}'${named}. Each build would push it, and the ` +
          `second one would fail. Add '${tag}' to the repository's mutableTags, or leave the push to \`tags\`.`,
      );
    });
  }
}

/** The name that stands for the address of the repository, which scripts read from variables. */
const address = 'repository-of-the-image';
const addressVariables =
  /\$\{(?:IMAGE_URI|IMAGE_URI_BY_DIGEST)%[^}]*\}|\$\{REPOSITORY_URI(?:#[^}]*)?\}|\$REPOSITORY_URI(?!\w)/g;

function filledIn(command: string, variables: Readonly<Record<string, string>>): string {
  const own = command.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, plain?: string) => {
    const value = variables[braced ?? plain ?? ''];
    return value === undefined || Token.isUnresolved(value) ? whole : value;
  });
  return own.replace(addressVariables, address);
}

/** The ways to push a tag: how a command begins, and which of its words name the image. */
const pushes: readonly { readonly start: RegExp; readonly images: (words: readonly string[]) => readonly string[] }[] =
  [
    { start: /^(?:docker|podman|nerdctl|finch|buildah|crane)\s+(?:(?:image|manifest)\s+)?push\s/, images: lastWord },
    { start: /^(?:skopeo\s+copy|crane\s+(?:copy|cp)|regctl\s+image\s+copy|oras\s+(?:copy|cp))\s/, images: lastWord },
    { start: /^docker\s+buildx\s+imagetools\s+create\s/, images: (words) => valuesOf(words, '-t', '--tag') },
    {
      start:
        /^(?:docker|podman|nerdctl|finch)\s+(?:(?:buildx|image)\s+)?build\s(?=.*(?:--push(?:\s|$)|push=true|type=registry))/,
      images: (words) => [
        ...valuesOf(words, '-t', '--tag'),
        ...valuesOf(words, '-o', '--output').flatMap((value) =>
          value.split(',').filter((one) => one.startsWith('name=')),
        ),
      ],
    },
    { start: /^crane\s+tag\s/, images: (words) => [[untagged(words[2] ?? ''), words[3] ?? ''].join(':')] },
    {
      start: /^aws\s(?:.*\s)?ecr\s+put-image\s/,
      images: (words) =>
        valuesOf(words, '--image-tag').flatMap((tag) =>
          valuesOf(words, '--repository-name').map((name) => `${name === address ? name : `$REGISTRY/${name}`}:${tag}`),
        ),
    },
  ];

function pushedTags(command: string, repository: PushedRepository): string[] {
  const words = command.split(/\s+/);
  return pushes
    .filter(({ start }) => start.test(`${command} `))
    .flatMap(({ images }) => images(words))
    .flatMap((image) => {
      const [, path = '', tag] = /^(?:name=)?(?:docker:\/\/)?([^=:@]+):([\w.-]+)$/.exec(image) ?? [];
      return tag !== undefined && isAddress(path, repository) ? [tag] : [];
    });
}

function lastWord(words: readonly string[]): string[] {
  return words.filter((word) => !word.startsWith('-')).slice(-1);
}

function untagged(image: string): string {
  return image.replace(/[:@][^/]*$/, '');
}

/** The values of an option, which is written as `--tag x`, `--tag=x` or `-tx`. */
function valuesOf(words: readonly string[], ...names: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    if (names.includes(word)) return [words[index + 1] ?? ''];
    const name = names.find((one) => word.startsWith(one.startsWith('--') ? `${one}=` : one));
    return name === undefined || (name.length === 2 && word.startsWith('--'))
      ? []
      : [word.slice(name.length).replace(/^=/, '')];
  });
}

const registryHost = /^(\d{12}|\$\w+|\$\{\w+\})\.dkr[.-]ecr(?:-fips)?\.([\w-]+|\$\w+|\$\{\w+\})\./;
const isVariable = (text: string) => text.startsWith('$');

/** Whether a path is that of the repository. A host that is not a registry of ECR has another repository of that name. */
function isAddress(path: string, { name, account, region }: PushedRepository): boolean {
  if (path === address) return true;
  if (name === undefined || !path.endsWith(`/${name}`)) return false;
  const host = path.slice(0, -name.length - 1);
  if (/^\$(?:\w+|\{\w+\})$/.test(host)) return true;
  const [, ofAccount, ofRegion] = registryHost.exec(host) ?? [];
  if (ofAccount === undefined || ofRegion === undefined) return false;
  const isSame = (one: string, other: string | undefined) => isVariable(one) || other === undefined || one === other;
  return isSame(ofAccount, account) && isSame(ofRegion, region);
}
