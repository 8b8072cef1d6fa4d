// Nothing is shown here before this page is built.
export function AddCameraPage() {
  return null;
}
