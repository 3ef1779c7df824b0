import { wholeNumberRule } from '../private/whole-number';
import { count, mapping, word } from './config-fields';

/** What stops an image from being promoted. */
export const gate = mapping(
  {
    maxSeverity: word(['LOW', 'MEDIUM', 'HIGH'], 'The worst finding with which an image is still promoted.'),
    scan: word(['basic', 'enhanced'], 'How the registry scans.').optional(),
    waitAtMostMinutes: count(wholeNumberRule(5, 1440), {
      description: 'How long a scan may take, before the image is not promoted.',
      minimum: 5,
    }).optional(),
  },
  'What stops an image from being promoted.',
);
