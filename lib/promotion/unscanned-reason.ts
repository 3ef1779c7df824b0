/**
 * The reason for which a scanner cannot check an image, as ECR reports it.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanStatus.html
 */
export enum UnscannedReason {
  /**
   * The scanner does not support the operating system or the media type. It finds no operating system in an image from
   * `scratch`.
   */
  UNSUPPORTED_IMAGE = 'UNSUPPORTED_IMAGE',
  /** The image is larger than the scanner accepts. */
  IMAGE_SIZE_EXCEEDED = 'IMAGE_SIZE_EXCEEDED',
  /** The image is older than the time for which Amazon Inspector scans images, so new findings are not known. */
  SCAN_ELIGIBILITY_EXPIRED = 'SCAN_ELIGIBILITY_EXPIRED',
}
