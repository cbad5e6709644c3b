/** The one page of the portal; everything in it comes from this origin. */
export const pageHtml = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox portal</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/portal/_assets/portal.css">
</head>
<body>
<div id="root"></div>
<script src="/portal/_assets/portal.js"></script>
</body>
</html>
`;

/** Images may come from https, because a card's Image may name one; nothing else leaves this origin. */
export const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'; " +
    "img-src 'self' data: https:; frame-src https:; base-uri 'none'; form-action 'none'",
};

/** HubSpot's worker has no network of its own: a card reaches the world through hubspot.fetch only. */
export const workerHeaders = {
  'Content-Security-Policy': "default-src 'none'; script-src 'self'; connect-src 'none'",
};
