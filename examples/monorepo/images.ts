/** An image of the source: its folder, and other folders that it is built of. */
interface ImageFolder {
  readonly context: string;
  readonly paths?: string[];
}

/** The images of the source. Another image is another line. */
export const folders: readonly ImageFolder[] = [
  { context: 'web' },
  { context: 'api', paths: ['libraries/orders/'] },
  { context: 'mailer', paths: ['libraries/orders/'] },
];

/** A change here builds all images. */
export const sharedPaths = ['package-lock.json'];
