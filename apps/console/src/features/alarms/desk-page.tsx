// Nothing is shown here before this page is built.
export function DeskPage() {
  return null;
}
