/** The scheme of the document that shows the test of the routes. */
export const testScheme = 'dualtrack-test';
