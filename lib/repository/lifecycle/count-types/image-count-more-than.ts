import { type CountTypeFacts } from './count-type';

/** All images except the newest. */
export const imageCountMoreThan = {
  storageClass: 'standard',
  actions: ['expire', 'transition'],
  least: 1,
  protectsFrom: 100_000, // ECR's quota of images in a repository
  cdkProperty: 'maxImageCount',
  takes: (countNumber) => {
    let count = 0;
    return () => (count += 1) > countNumber;
  },
  description: (verb, images, countNumber) =>
    `${verb === 'Expire' ? 'Keep the newest' : 'Archive all but the newest'} ${images(countNumber)}`,
  takenReason: (countNumber) => `not among the newest ${countNumber}`,
  keptReason: (countNumber) => `among the newest ${countNumber}`,
  sentence: (countNumber) => [`: the newest ${countNumber} are kept, and the others are `, '.'],
  config: {
    key: 'keepNewest',
    verb: 'Expire',
    description: 'How many of the newest images are kept. The others expire.',
  },
} as const satisfies CountTypeFacts;
