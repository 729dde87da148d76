/**
 * Where the API is. On another origin than it, put the API's origin here (`https://auth.example.com`), and yours into its
 * `FRONTEND_ORIGINS`. Nothing in this folder needs anything outside of it but `openapi-fetch`.
 */
export const API_ORIGIN = window.location.origin;
