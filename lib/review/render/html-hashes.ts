/** What the page lets run and style it: SHA-256 of its script and of its style, which hold nothing of a report. */
export const scriptHash = '6Ki477Q1g37CJQzP9Fv6EjT+HSUwRho7h5A/Oo5kW9w=';
export const styleHash = 'k+URoq7GBMffRQHVGUhW2SmrgrG41HWDwYUpwoStR2s=';
