import { Aside } from './aside';

/** Gives the answer server's address to the work, and ends it after that. */
export async function withServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const server = new Aside<object, number>('answerServer');
  try {
    return await work(`http://127.0.0.1:${await server.ask({})}`);
  } finally {
    await server.end();
  }
}
