import { type ReviewChange, type ReviewReport } from '../report/review-report';
import { isFiltered } from '../report/narrowing';
import { changeCounts, narrowedText, number, reportCounts } from './counts';
import { type Pusher, pushersOf } from './pushers';

/** The most important facts of a report, in sentences. */
export interface Summary {
  /** Says that the report is not whole; empty if it is. */
  readonly narrowed: readonly string[];
  readonly counts: readonly string[];
  /** The head of the list of principals that can push. If there are none, it says so. Empty if the list has no sense. */
  readonly pushersHead: string;
  readonly pushers: readonly Pusher[];
  /** The number of principals that are not listed; empty if there are none. */
  readonly morePushers: readonly string[];
}

export function summaryOf(report: ReviewReport): Summary {
  const { narrowedTo } = report;
  const { access, serviceRoles, unreviewed } = narrowedTo?.matching ?? report;
  const { shown, more } = pushersOf(access, serviceRoles);
  const scope = [
    ...(unreviewed.length === 0 ? [] : ['was read']),
    ...(narrowedTo && isFiltered(narrowedTo.by) ? ['matches'] : []),
  ];
  const none = scope.length === 0 ? 'no principal.' : `no principal in what ${scope.join(' and ')}.`;
  return {
    narrowed: narrowedText(narrowedTo, report.access.length, report.findings.length),
    counts: reportCounts(report),
    pushersHead:
      (narrowedTo?.by.can ?? 'push') === 'push' ? `Who can push: ${shown.length === 0 ? none : ''}`.trim() : '',
    pushers: shown,
    morePushers: moreText(more),
  };
}

export function changeSummaryOf(change: ReviewChange): Summary {
  const { added, widened, narrowed, removed } = change;
  const matching = change.narrowedTo?.matching ?? change;
  const { shown, more } = pushersOf([...matching.added, ...matching.widened]);
  return {
    narrowed: narrowedText(
      change.narrowedTo,
      added.length + widened.length + narrowed.length + removed.length,
      change.findings.length,
    ),
    counts: changeCounts(change),
    pushersHead: shown.length === 0 ? '' : 'New or wider access to push:',
    pushers: shown,
    morePushers: moreText(more),
  };
}

function moreText(more: number): string[] {
  return more === 0 ? [] : [`and ${number(more)} more`];
}

/** `role alice-push (conditional): incoming/alice`. */
export function pusherText({ who, decision, to }: Pusher): string {
  return `${who}${decision === 'allowed' ? '' : ` (${decision})`}: ${to}`;
}

/** All lines of a summary, for a format that has no lists. */
export function summaryLines({ narrowed, counts, pushersHead, pushers, morePushers }: Summary): string[] {
  const names = [...pushers.map(pusherText), ...morePushers].join('; ');
  const push = names === '' ? pushersHead : `${pushersHead} ${names}.`;
  return [...narrowed, ...counts, ...(push === '' ? [] : [push])];
}
