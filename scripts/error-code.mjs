/**
 * The code of a system or database error, e.g. `ENOENT`.
 *
 * @param {unknown} error
 * @returns {unknown}
 */
export function errorCode(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/**
 * For `.catch()`: answers null for an error with this code and throws any other.
 *
 * @param {string} code
 * @returns {(error: unknown) => null}
 */
export function nullFor(code) {
  return (error) => {
    if (errorCode(error) === code) return null;
    throw error;
  };
}
