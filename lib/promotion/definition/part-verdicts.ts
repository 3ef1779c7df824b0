import { type GateRules } from './gate-rules';
import { counts } from './part-scan';
import { type State, type States, choice, result } from './states';

const status = '$.page.ImageScanStatus.Status';

/** The results of an iteration of the map. */
export function partVerdictStates({ unscanned }: GateRules): States {
  return {
    'The part passes': result({ outcome: 'passes', verdict: 'PASSES', 'digest.$': '$.part.digest' }),
    'The part is an attestation': result({ outcome: 'attests', verdict: 'PASSES', 'digest.$': '$.part.digest' }),
    ...(unscanned.length > 0 ? { 'The part is not scanned': notScanned } : {}),
    'The part is no image': refused('NOT_AN_IMAGE', 'is not a container image of a supported type'),
    'The part is disguised': refused('DISGUISED', 'is marked as an attestation of another part but is not one'),
    'The scan has no status': refused('NOT_SCANNED', 'has a scan without a status'),
    'The scan did not end well': refused('NOT_SCANNED', 'has the scan status {}, which does not pass', status),
    'The scan says why it did not end well': refused(
      'NOT_SCANNED',
      'has the scan status {}, which does not pass: {}',
      status,
      '$.page.ImageScanStatus.Description',
    ),
    'The scan changed': refused('NOT_SCANNED', 'was scanned again while its findings were read'),
    'The scan takes too long': refused('SCAN_TIMED_OUT', 'was not scanned within the time that the gate waits'),
    'The findings stop it': choice([[counts.arePresent, 'The findings with their counts']], 'The findings alone'),
    'The findings with their counts': refused(
      'FINDINGS',
      'has findings that stop it:\n{}    Total by severity: {}',
      '$.reported.text',
      `States.JsonToString(${counts.path})`,
    ),
    'The findings alone': refused('FINDINGS', 'has findings that stop it:\n{}', '$.reported.text'),
    'The findings are incomplete': refused('NOT_SCANNED', 'has findings that do not match the counts of ECR'),
    'The severity is unknown': refused('FINDINGS', 'has findings of an unknown severity'),
    'A finding has no name': refused('FINDINGS', 'has a finding without a name, so no exception can match it'),
    'The findings are too many': refused('FINDINGS', 'has more findings than can be read'),
    'The part was deleted': refused('SUPERSEDED', 'was deleted while it was checked'),
    'The part failed': refused('FAILED', 'could not be checked: {}', 'States.JsonToString($.error)'),
  };
}

const notScanned = reported(
  'unscanned',
  'PASSES',
  'was not scanned ({}), and the gate lets it pass without a scan',
  status,
);

function refused(verdict: string, why: string, ...values: string[]): State {
  return reported('refused', verdict, why, ...values);
}

function reported(outcome: string, verdict: string, what: string, ...values: string[]): State {
  const text = `States.Format('  {} ${what}\n', ${['$.part.digest', ...values].join(', ')})`;
  return result({ outcome, verdict, 'digest.$': '$.part.digest', 'text.$': text });
}
