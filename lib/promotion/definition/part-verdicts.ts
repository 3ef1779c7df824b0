import { type State, type States, choice, present, result } from './states';

const counts = '$.page.ImageScanFindings.FindingSeverityCounts';

/** What a round of the map answers. */
export function partVerdictStates(): States {
  return {
    'The part passes': result({ outcome: 'passes', verdict: 'PASSES', 'digest.$': '$.part.digest' }),
    'The part is an attestation': result({ outcome: 'attests', verdict: 'PASSES', 'digest.$': '$.part.digest' }),
    'The part is no image': refused('NOT_AN_IMAGE', 'is no container image of a kind that is promoted'),
    'The part is disguised': refused('DISGUISED', 'is marked as an attestation of another part, and is none'),
    'The scan has no status': refused('NOT_SCANNED', 'has a scan without a status'),
    'The scan did not end well': refused(
      'NOT_SCANNED',
      'has the scan status {}, which does not pass',
      '$.page.ImageScanStatus.Status',
    ),
    'The scan changed': refused('NOT_SCANNED', 'was scanned anew while its findings were read'),
    'The scan takes too long': refused('SCAN_TIMED_OUT', 'was not scanned within the time that the gate waits'),
    'The findings stop it': choice([[present(counts), 'The findings with their counts']], 'The findings alone'),
    'The findings with their counts': refused(
      'FINDINGS',
      'has findings that may not pass:\n{}    In all, by severity: {}',
      '$.told.text',
      `States.JsonToString(${counts})`,
    ),
    'The findings alone': refused('FINDINGS', 'has findings that may not pass:\n{}', '$.told.text'),
    'The findings are incomplete': refused('NOT_SCANNED', 'has findings that do not add up to what ECR counts'),
    'The severity is unknown': refused('FINDINGS', 'has findings of a severity that nobody knows'),
    'A finding has no name': refused('FINDINGS', 'has a finding without a name, which no exception can name'),
    'The findings are too many': refused('FINDINGS', 'has more findings than can be read, so that none is trusted'),
    'The part failed': refused('FAILED', 'could not be judged: {}', 'States.JsonToString($.error)'),
  };
}

function refused(verdict: string, why: string, ...values: string[]): State {
  const text = `States.Format('  {} ${why}\n', ${['$.part.digest', ...values].join(', ')})`;
  return result({ outcome: 'refused', verdict, 'digest.$': '$.part.digest', 'text.$': text });
}
