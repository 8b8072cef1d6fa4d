// What FFmpeg may do on behalf of a source: which container formats and protocols, and nothing else.

/** Containers of one video each. Playlists, scripts, subtitles and picture lists are left out: they can name other files. */
export const FILE_FORMATS =
  "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,flv,asf,h264,hevc,m4v,mjpeg,ogg,wav,mp3";
export const FILE_PROTOCOLS = "file";

export const HTTP_FORMATS = "mpjpeg,mjpeg,mpegts,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,flv,h264,hevc,avi";
export const HTTP_PROTOCOLS = "http,tcp";
export const HTTPS_PROTOCOLS = "https,http,tls,tcp";

export const RTSP_PROTOCOLS = "rtsp,rtp,udp,tcp";
export const RTSPS_PROTOCOLS = "rtsp,rtsps,rtp,srtp,udp,tcp,tls";
