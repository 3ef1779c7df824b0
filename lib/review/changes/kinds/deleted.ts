import { shown } from '../../rules/shown';
import { type ChangeKind, type FoundChange } from '../change-kind';
import { capital, isOpenPolicy, isRetained, losesImages, lossText, resourceText, whenText } from '../change-words';
import { type GoneResource } from '../comparison';
import { protectors } from '../protections/protectors';
import { isUnimportant } from './replaced';

/** A resource that CloudFormation deletes. */
export const deleted: ChangeKind = {
  kind: 'deleted',
  find: ({ gone }) => gone.flatMap(deletion),
};

function deletion({ before, movedTo, successor, unless, newType, recreated }: GoneResource): FoundChange[] {
  if (newType !== undefined || recreated) return [];
  const { type, resource } = before;
  const stays = isRetained(resource.deletionPolicy) || isOpenPolicy(resource.deletionPolicy);
  const isReplaced = successor !== undefined && unless === undefined;
  if (movedTo || isReplaced || stays || isUnimportant(before) || protectors.has(resource.type)) return [];
  const snapshot = resource.deletionPolicy === 'Snapshot' ? ' A snapshot is taken first.' : '';
  return [
    {
      kind: 'deleted',
      what: `${capital(resourceText(before))} is deleted${unless === undefined ? whenText(before) : ` unless ${shown(unless)}`}`,
      why: `No template has it any more, and its DeletionPolicy does not keep it. ${lossText(before)}${snapshot}`,
      fix:
        type.rank <= 1
          ? 'Keep it, or set its DeletionPolicy to `Retain` and deploy that before you remove it.'
          : 'Keep it, or check that nothing uses it any more.',
      source: resource.source,
      rank: type.rank,
      losesImages: losesImages(before),
    },
  ];
}
