/** What the page lets run and style it: SHA-256 of its script and of its style, which hold nothing of a report. */
export const scriptHash = 'Hv3V3jfxYZDMZ7kY5sG1vJmyiWMwgWPApTNrBCFpokM=';
export const styleHash = 'OwpyhVk/Y27XL95bpJY/P40t0RHzFWrtI3nI5OjbW9E=';
