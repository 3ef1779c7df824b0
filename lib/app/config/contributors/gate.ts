import { expirationRule } from '../../../access/contributor/expiration';
import { vulnerabilityIdRule } from '../../../private/oci/vulnerability-id';
import { wholeNumberRule } from '../../../private/validation/whole-number';
import { exceptionReasonRule, exceptionsProblem, twiceProblem } from '../../../promotion/scan-exception';
import { UnscannedReason } from '../../../promotion/unscanned-reason';
import { unscannedProblem } from '../../../promotion/unscanned-reasons';
import { addProblem, count, evenIfInvalid, list, mapping, text, uniqueList, word } from '../fields';

const exception = mapping(
  {
    cve: text(vulnerabilityIdRule, { description: 'The id that the scan shows.', examples: ['CVE-2026-12345'] }),
    reason: text(exceptionReasonRule, {
      description: 'Why the finding does no harm, and who decided that.',
      examples: ['The library is not reachable: security, 2026-11.'],
    }),
    until: text(expirationRule, {
      description: 'When the exception ends.',
      examples: ['2027-06-30T00:00:00Z'],
    }),
  },
  'A finding that does not stop an image until a date.',
);

/** The id of an exception, also of one that is not valid. */
function idOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'cve' in value ? value.cve : undefined;
}

/** The conditions for the promotion of an image. */
export const gate = mapping(
  {
    maxSeverity: word(
      ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH'],
      'The worst severity of the findings of a promoted image.',
    ),
    scan: word(['basic', 'enhanced'], 'The scan type of the registry.').optional().meta({ default: 'basic' }),
    exceptions: list(exception, 'Findings that do not stop an image until a date.').optional(),
    passUnscanned: uniqueList(
      word(
        Object.values(UnscannedReason) as [UnscannedReason, ...UnscannedReason[]],
        'Why the scanner cannot check an image.',
      ),
      'The reasons for which an image passes without a scan. By default, an image that the scanner cannot check is not promoted.',
    ).optional(),
    waitAtMostMinutes: count(wholeNumberRule(5, 1440), {
      description: 'How long a scan may take. An image that is not scanned by then is not promoted.',
      minimum: 5,
    })
      .optional()
      .meta({ default: 60 }),
  },
  'The conditions for the promotion of an image.',
).superRefine(({ scan = 'basic', passUnscanned, exceptions }, context) => {
  if (Array.isArray(exceptions)) {
    addProblem(context, exceptionsProblem(exceptions), ['exceptions']);
    const ids = exceptions.map(idOf);
    ids.forEach((id, index) => {
      const problem = id === undefined ? undefined : twiceProblem('exceptions', ids, index);
      addProblem(context, problem, ['exceptions', index, 'cve']);
    });
  }
  if (!Array.isArray(passUnscanned) || !['basic', 'enhanced'].includes(scan)) return;
  passUnscanned.forEach((reason, index) => {
    const isKnown = Object.values(UnscannedReason).includes(reason);
    addProblem(context, isKnown ? unscannedProblem(reason, scan) : undefined, ['passUnscanned', index]);
  });
}, evenIfInvalid);

/** The approval by a person, after an image has passed the gate. */
export const approval = mapping(
  {
    waitAtMostHours: count(wholeNumberRule(1, 7200), {
      description: 'How long the answer may take. Without an answer, the image is not promoted.',
      minimum: 1,
    }),
  },
  'The approval by a person, after an image has passed the gate.',
);
