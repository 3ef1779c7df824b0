import { shown } from '../../rules/shown';
import { type FoundChange } from '../change-kind';
import { capital, isRetained, shortText, whenText } from '../change-words';
import { type Comparison } from '../comparison';
import { protectors } from './protectors';

/** Alarms, queues and rules that no template has any more. One that another takes the place of is not gone. */
export function goneProtectors({ gone }: Comparison): FoundChange[] {
  return gone
    .filter(({ before }) => protectors.has(before.resource.type) && !isRetained(before.resource.deletionPolicy))
    .filter(({ movedTo, successor }) => movedTo === undefined && successor === undefined)
    .map(({ before, unless }) => ({
      kind: 'protection lowered',
      what: `${capital(shortText(before))} is deleted${unless === undefined ? whenText(before) : ` unless ${shown(unless)}`}`,
      why: before.type.loss,
      fix: 'Keep it, or check that something else protects what it protected.',
      source: before.resource.source,
      rank: before.type.rank,
    }));
}
