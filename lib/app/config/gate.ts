import { expirationRule } from '../../access/contributor/expiration';
import { vulnerabilityIdRule } from '../../private/oci/vulnerability-id';
import { wholeNumberRule } from '../../private/validation/whole-number';
import { exceptionReasonRule } from '../../promotion/scan-exception';
import { count, list, mapping, text, word } from './fields';

const exception = mapping(
  {
    cve: text(vulnerabilityIdRule, { description: 'The id that the scan shows.', examples: ['CVE-2026-12345'] }),
    reason: text(exceptionReasonRule, { description: 'What keeps the finding from doing harm, and who decided that.' }),
    until: text(expirationRule, {
      description: 'From then on the finding stops an image again.',
      examples: ['2026-12-01T00:00:00Z'],
    }),
  },
  'A finding that may pass for some time.',
);

/** What stops an image from being promoted. */
export const gate = mapping(
  {
    maxSeverity: word(
      ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH'],
      'The worst finding with which an image is still promoted.',
    ),
    scan: word(['basic', 'enhanced'], 'How the registry scans: basic without this.').optional(),
    exceptions: list(exception, 'Findings that may pass for some time, by name.').optional(),
    waitAtMostMinutes: count(wholeNumberRule(5, 1440), {
      description: 'How long a scan may take; an image that is not scanned by then is not promoted.',
      minimum: 5,
    }).optional(),
  },
  'What stops an image from being promoted.',
);

/** Asks a person, once an image has passed the gate. */
export const approval = mapping(
  {
    waitAtMostHours: count(wholeNumberRule(1, 7200), {
      description: 'How long the answer may take; without one the image is not promoted.',
      minimum: 1,
    }),
  },
  'A person who decides after the gate.',
);
