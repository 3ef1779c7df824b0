import { UnscannedReason } from '../unscanned-reason';
import { type Condition, all, isOneOf, isText } from './states';

const status = '$.page.ImageScanStatus.Status';
const description = '$.page.ImageScanStatus.Description';

/** The answers of a scanner that cannot check an image. Basic scanning reports an unsupported image as a failed scan too. */
export const unscannedAnswers: Readonly<Record<UnscannedReason, Condition>> = {
  [UnscannedReason.UNSUPPORTED_IMAGE]: {
    Or: [
      isOneOf(status, ['UNSUPPORTED_IMAGE']),
      all(isOneOf(status, ['FAILED']), isText(description), {
        Variable: description,
        StringMatches: 'UnsupportedImageError*',
      }),
    ],
  },
  [UnscannedReason.IMAGE_SIZE_EXCEEDED]: isOneOf(status, ['IMAGE_SIZE_EXCEEDED']),
  [UnscannedReason.SCAN_ELIGIBILITY_EXPIRED]: isOneOf(status, ['SCAN_ELIGIBILITY_EXPIRED']),
};
