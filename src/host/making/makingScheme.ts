/** The scheme of the documents that show how pictures were made. */
export const makingScheme = 'dualtrack-making';
