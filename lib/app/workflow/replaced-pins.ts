import { isScalar, parseDocument, visit } from 'yaml';
import { givenVersion } from '../../github/workflow/action-versions';
import { visibleControls } from '../../private/text/visible-controls';

/** A version of an action in a workflow file. */
interface Pin {
  readonly action: string;
  readonly ref: string;
  /** The first word of the comment behind it, which is most often the release. */
  readonly comment?: string;
}

/**
 * Notes about the versions of actions that a new text of a workflow file replaces, and how to keep them. Those that the user has
 * chosen are intended. If a config describes the file, `chosen` is undefined.
 */
export function replacedPins(before: string, after: string, chosen?: readonly string[]): string[] {
  const now = pinsOf(after);
  return pinsOf(before).flatMap((old) => {
    const same = now.filter(({ action }) => action.toLowerCase() === old.action.toLowerCase());
    const [pin] = same;
    if (pin === undefined || chosen?.includes(pin.action) || same.some(({ ref }) => ref === old.ref)) return [];
    const remedy = chosen === undefined ? keepInConfig(pin.action, old) : keepBy(pin.action, old);
    return [visibleControls(`${pin.action} is at ${textOf(pin)} now, in place of ${textOf(old)}. ${remedy}`)];
  });
}

function keepBy(action: string, { ref, comment }: Pin): string {
  const version = givenVersion(ref, comment);
  return version === undefined
    ? `To choose another, add --action ${action}=COMMIT.`
    : `To keep what it had, add --action ${action}=${version}`;
}

function keepInConfig(action: string, { ref, comment }: Pin): string {
  const version = givenVersion(ref, comment);
  return version === undefined
    ? 'To choose another, add it to `actionVersions` of the `workflow` in the config.'
    : `To keep what it had, add { action: ${action}, version: '${version}' } to \`actionVersions\` of the \`workflow\` in the config.`;
}

function textOf({ ref, comment }: Pin): string {
  return comment === undefined ? ref : `${ref} (${comment})`;
}

/** The versions in a workflow file, each once. A step that refers to another by its anchor has the same. */
function pinsOf(text: string): Pin[] {
  const pins = new Map<string, Pin>();
  visit(parseDocument(text, { logLevel: 'silent' }), {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== 'uses' || !isScalar(value)) return;
      const [, action, ref] = /^([\w.-]+\/[\w./-]+)@(\S+)$/.exec(String(value.value)) ?? [];
      if (action === undefined || ref === undefined) return;
      const comment = value.comment?.trim().split(/\s/)[0];
      pins.set(`${action}@${ref}`, { action, ref, comment });
    },
  });
  return [...pins.values()];
}
