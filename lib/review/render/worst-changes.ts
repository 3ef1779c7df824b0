import { isDestructive, opens } from '../changes/change-kind';
import { type AccessRow } from '../access/access-row';
import { type Finding } from '../rules/finding';
import { type ReviewChange, type ReviewedChange } from '../report/review-report';
import { findingItem, changeItems, type ReportItem, unreadItem } from './report-items';
import { withoutSameItems } from './same-items';
import { rowItem } from './row-item';

/** The most items that a reviewer must read to decide. */
const most = 3;

/** The operations that change images or repositories. */
const changing: readonly AccessRow['operation'][] = ['push', 'delete', 'configure', 'assume'];

/**
 * The worst parts of a change: images that are lost, what is deleted, what is open to anyone, what is replaced, who may change
 * images, then all others.
 * Items that differ only in names are one item.
 */
export function worstOf({ changes, findings, added, widened, unreviewed }: ReviewChange): ReportItem[] {
  const lost = changeItems(changes.filter(losesImages)).destroyed;
  const { destroyed, opened } = changeItems(changes.filter((change) => !losesImages(change)));
  const severe = destroyed.filter(({ tone }) => tone === 'error');
  const errors = findings.filter(({ severity }) => severity === 'error');
  const rows = [
    ...widened.map((row) => ({ row, label: 'wider access' })),
    ...added.map((row) => ({ row, label: 'new access' })),
  ];
  const rowItems = (isChanging: boolean) =>
    rows
      .filter(({ row }) => changing.includes(row.operation) === isChanging)
      .map(({ row, label }) => rowItem(row, label));
  const ordered = [
    ...lost,
    ...severe.filter(({ label }) => label === 'deleted'),
    ...errors.filter(({ needsReviewer }) => needsReviewer === true).map(findingItem),
    ...severe.filter(({ label }) => label !== 'deleted'),
    ...errors.filter(({ needsReviewer }) => needsReviewer !== true).map(findingItem),
    ...rowItems(true),
    ...opened,
    ...destroyed.filter(({ tone }) => tone !== 'error'),
    ...unreviewed.map(unreadItem),
    ...rowItems(false),
    ...findings.filter(isWarning).map(findingItem),
  ];
  return withoutSameItems(ordered).slice(0, most);
}

function losesImages(change: ReviewedChange): boolean {
  return change.losesImages === true;
}

function isWarning({ severity }: Finding): boolean {
  return severity === 'warning';
}

/** Whether a reviewer has nothing to decide: nothing is destroyed or opened, and everything was read. */
export function isHarmless({ changes, findings, added, widened, unreviewed, stillUnreviewed }: ReviewChange): boolean {
  return (
    !changes.some((change) => isDestructive(change) || opens(change)) &&
    [findings, added, widened, unreviewed, stillUnreviewed].every((list: readonly unknown[]) => list.length === 0)
  );
}
