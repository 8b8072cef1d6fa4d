# Cameras played by GStreamer's RTSP server, as a second opinion beside the project's own simulator. Prints its port.
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

Gst.init(None)
if not all(Gst.ElementFactory.find(name) for name in ("x264enc", "x265enc", "videotestsrc", "rtph265pay")):
    sys.exit(3)

SOURCE = "videotestsrc is-live=true pattern=ball ! video/x-raw,format=I420,width=320,height=240,framerate=25/1"
H264 = f"( {SOURCE} ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! rtph264pay name=pay0 pt=96 config-interval=1 )"
H265 = f"( {SOURCE} ! x265enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! rtph265pay name=pay0 pt=96 config-interval=1 )"

server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service("0")


def add(path, launch):
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(launch)
    factory.set_shared(True)
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role("operator", "media.factory.access", True)
    permissions.add_permission_for_role("operator", "media.factory.construct", True)
    factory.set_permissions(permissions)
    server.get_mount_points().add_factory(path, factory)


def token(role):
    made = GstRtspServer.RTSPToken()
    made.set_string("media.factory.role", role)
    return made


auth = GstRtspServer.RTSPAuth()
auth.add_digest("operator", sys.argv[1], token("operator"))
auth.set_supported_methods(2)
server.set_auth(auth)
add("/h264", H264)
add("/h265", H265)
server.attach(None)
print(server.get_bound_port(), flush=True)
GLib.MainLoop().run()
