import { looksLikeSecret } from '../private/validation/secret';
import { quote, type Rule } from '../private/validation/validation';

const pushes =
  /\b(docker|podman|buildah|nerdctl|crane|skopeo)\s+(\w+\s+)?(push|copy)\b|\bbuildx?\b.*\s--push\b|\becr\s+put-image\b/;

/** A command of tests. It runs before the push, so it must not push itself. */
export const testCommandRule: Rule = (value) => {
  if (typeof value !== 'string' || value.trim() === '') return `must be a command, got ${quote(value)}`;
  if (looksLikeSecret(value))
    return 'must not have a secret, got a text that looks like one. Anyone who can read the build can read it';
  return pushes.test(value)
    ? `must not push an image, got ${quote(value)}. Tests run before the push, and the build pushes if they pass`
    : undefined;
};
