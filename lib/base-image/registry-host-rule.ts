import { nameRule } from '../private/validation/text';
import { type Problem, type Rule, quote } from '../private/validation/validation';

const what = "the host of a registry like 'registry.example.com' or 'registry.example.com:5000'";
const host = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::[1-9]\\d{0,4})?';
const hostForm = new RegExp(`^(?:${host}|localhost:[1-9]\\d{0,4})$`);
const pathForm = /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/;

/** The private registry of an account in a Region. */
export const ecrHost = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:[a-z0-9-]+\.)*[a-z]+$/;

/** The host of a registry, without a scheme, a path or a tag. */
export const registryHostRule: Rule = nameRule(what, /[^a-zA-Z0-9.:-]/u, hostProblem);

function hostProblem(text: string): Problem {
  return hostForm.test(text) ? undefined : `must be ${what}, got ${quote(text)}. ${remedy(text)}`;
}

function remedy(text: string): string {
  if (text.includes('://')) return `Leave out the scheme '${text.slice(0, text.indexOf('://') + 3)}' and the path`;
  if (text.includes('@')) return 'Leave out the digest and the user';
  if (text.includes('/')) return 'Leave out the path. Credentials are for a whole registry';
  if (/[A-Z]/.test(text)) return `Write ${quote(text.toLowerCase())}`;
  if (/[*?]/.test(text)) return 'Name each registry';
  return 'A host has a dot or a port';
}

/** A host that holds credentials of ours. ECR's own registries need none, because the role logs in. */
export const credentialHostRule: Rule = Object.assign(
  (value: unknown) => registryHostRule(value) ?? ownProblem(value),
  {
    literalPart: registryHostRule.literalPart,
  },
);

function ownProblem(value: unknown): Problem {
  const text = String(value);
  if (ecrHost.test(text)) {
    return `must not be a registry of Amazon ECR, got ${quote(text)}. Name its repositories in \`baseImages\`. The role logs in.`;
  }
  return text === 'public.ecr.aws'
    ? `must not be ${quote(text)}, whose images need no credentials. Leave it out.`
    : undefined;
}

const mirrorWhat = "a registry that mirrors another, like 'mirror.gcr.io' or 'registry.example.com/docker-hub'";

/** The host of a mirror, with the path below which it has the images of the other registry. */
export const mirrorRule: Rule = nameRule(mirrorWhat, /[^a-zA-Z0-9._:/-]/u, (text) => {
  const slash = text.indexOf('/');
  const [hostPart, path] = slash < 0 ? [text, undefined] : [text.slice(0, slash), text.slice(slash + 1)];
  if (hostForm.test(hostPart) && (path === undefined || pathForm.test(path))) {
    return ecrHost.test(hostPart)
      ? `must not be a registry of Amazon ECR, got ${quote(text)}. ${pullThrough}`
      : undefined;
  }
  return `must be ${mirrorWhat}, got ${quote(text)}. ${
    text.includes('://') ? 'Leave out the scheme' : 'Leave out the tag, and write a path without a slash at its end'
  }`;
});

const pullThrough = 'Use a pull-through cache of the account, whose rights the role then gets.';
