// Nothing is shown here before this page is built.
export function LivePage() {
  return null;
}
