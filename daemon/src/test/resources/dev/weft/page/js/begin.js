document.head.append(document.getElementById('behind').content);
